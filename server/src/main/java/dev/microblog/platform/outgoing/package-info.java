/// The one client for requests to other servers, which keeps out of private networks.
@NullMarked
package dev.microblog.platform.outgoing;

import org.jspecify.annotations.NullMarked;
