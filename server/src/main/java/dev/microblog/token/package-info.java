/// What lets programs act for people: tokens with a name, an end and what they are good for.
@NullMarked
package dev.microblog.token;

import org.jspecify.annotations.NullMarked;
