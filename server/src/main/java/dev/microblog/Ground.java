package dev.microblog;

import dev.microblog.account.Passwords;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.post.LanguageDetector;
import java.time.InstantSource;

/// What every room stands on.
///
/// @param demo whether the server only shows what it can do
record Ground(
    Config config,
    boolean demo,
    Database database,
    Passwords passwords,
    LanguageDetector detector,
    Outgoing outgoing,
    Ids ids,
    Limits limits,
    Events events,
    Outbox outbox,
    InstantSource clock) {}
