/// The cache of loaded classes that an image brings, and the check that it is this program's.
@NullMarked
package dev.microblog.platform.aot;

import org.jspecify.annotations.NullMarked;
