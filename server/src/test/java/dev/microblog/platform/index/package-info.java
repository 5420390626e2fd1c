/// The search engines of the tests.
@NullMarked
package dev.microblog.platform.index;

import org.jspecify.annotations.NullMarked;
