/// A person's page as somebody else sees it.
@NullMarked
package dev.microblog.profile;

import org.jspecify.annotations.NullMarked;
