/// Microblog: a self-hosted microblogging server. [App] puts it together, [Main] starts it.
@NullMarked
package dev.microblog;

import org.jspecify.annotations.NullMarked;
