/// Letters, and bringing them to a mail server, or into the log where there is none.
@NullMarked
package dev.microblog.platform.smtp;

import org.jspecify.annotations.NullMarked;
