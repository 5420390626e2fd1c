/// Taking over a whole database of the tutorial's application.
@NullMarked
package dev.microblog.takeover;

import org.jspecify.annotations.NullMarked;
