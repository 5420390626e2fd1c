/// Who is signed in where.
@NullMarked
package dev.microblog.session;

import org.jspecify.annotations.NullMarked;
