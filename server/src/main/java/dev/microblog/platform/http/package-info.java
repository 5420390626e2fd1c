/// HTTP without pages: forms, cookies, tokens, addresses, limits and headers.
@NullMarked
package dev.microblog.platform.http;

import org.jspecify.annotations.NullMarked;
