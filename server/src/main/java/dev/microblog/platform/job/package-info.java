/// What follows a write: events inside the transaction, the outbox behind it, and recurring jobs.
@NullMarked
package dev.microblog.platform.job;

import org.jspecify.annotations.NullMarked;
