/// Runs the server and the yardstick in turns, and prints what was measured.
@NullMarked
package dev.microblog.bench.run;

import org.jspecify.annotations.NullMarked;
