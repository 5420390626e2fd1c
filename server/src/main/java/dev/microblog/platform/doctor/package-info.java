/// What is wrong with how the server is set up, found out by looking and said in words.
@NullMarked
package dev.microblog.platform.doctor;

import org.jspecify.annotations.NullMarked;
