package dev.microblog.account;

/// Others may find the account and what it wrote than could before.
public record AudienceChanged(long accountId) {}
