/// The page that tells programmers what programs can do.
@NullMarked
package dev.microblog.web.docs;

import org.jspecify.annotations.NullMarked;
