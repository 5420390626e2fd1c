/// Finding posts and people: what is asked, what the index is told, and who wants to be found.
@NullMarked
package dev.microblog.search;

import org.jspecify.annotations.NullMarked;
