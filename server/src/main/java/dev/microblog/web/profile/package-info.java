/// Pages of people, and following.
@NullMarked
package dev.microblog.web.profile;

import org.jspecify.annotations.NullMarked;
