/// Looking after accounts: roles, locking, deleting.
@NullMarked
package dev.microblog.moderation;

import org.jspecify.annotations.NullMarked;
