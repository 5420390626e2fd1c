package dev.microblog.export;

/// Somebody's export can be downloaded; told inside the transaction that completes it.
public record ExportReady(long accountId, long exportId) {}
