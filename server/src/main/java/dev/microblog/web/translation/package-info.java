/// Translating a post on its page, and a text for programs.
@NullMarked
package dev.microblog.web.translation;

import org.jspecify.annotations.NullMarked;
