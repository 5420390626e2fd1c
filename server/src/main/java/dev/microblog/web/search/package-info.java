/// Searching for posts and people.
@NullMarked
package dev.microblog.web.search;

import org.jspecify.annotations.NullMarked;
