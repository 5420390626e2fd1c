/// The API of the tutorial's application, with its paths and shapes.
@NullMarked
package dev.microblog.api.tutorial;

import org.jspecify.annotations.NullMarked;
