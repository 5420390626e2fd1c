/// The yardstick: the same pages by a plain Jetty handler and plain JDBC.
@NullMarked
package dev.microblog.bench.bare;

import org.jspecify.annotations.NullMarked;
