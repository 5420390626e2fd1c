package dev.microblog.notification;

/// Why somebody is told something. Of one cause a person has one notice.
///
/// @param actorId who did it, 0 for nobody in particular
/// @param subjectId what it is about, 0 for nothing in particular
record Cause(Kind kind, long actorId, long subjectId) {}
