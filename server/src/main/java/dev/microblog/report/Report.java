package dev.microblog.report;

/// What somebody said of a case.
///
/// @param comment may be empty
/// @param createdAt epoch milliseconds
public record Report(long id, long reporterId, Reason reason, String comment, long createdAt) {}
