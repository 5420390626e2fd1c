package dev.microblog.profile;

import dev.microblog.account.Account;

/// A person's page for one viewer.
///
/// @param own whether it is the viewer's own
/// @param followed whether the viewer follows the person
public record Profile(Account account, boolean own, boolean followed) {}
