/// The site itself, and what it does for a text, for programs.
@NullMarked
package dev.microblog.api.site;

import org.jspecify.annotations.NullMarked;
