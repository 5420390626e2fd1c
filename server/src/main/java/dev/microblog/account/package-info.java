/// People and their passwords: names, addresses, profiles as they are kept.
@NullMarked
package dev.microblog.account;

import org.jspecify.annotations.NullMarked;
