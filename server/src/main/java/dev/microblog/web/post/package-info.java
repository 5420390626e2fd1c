/// Pages of single posts, and the forms that change them.
@NullMarked
package dev.microblog.web.post;

import org.jspecify.annotations.NullMarked;
