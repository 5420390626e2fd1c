/// Searching, for programs.
@NullMarked
package dev.microblog.api.search;

import org.jspecify.annotations.NullMarked;
