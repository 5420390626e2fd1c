/// Who may sign up: by what the operator said, with an invitation, or once somebody lets them in.
@NullMarked
package dev.microblog.registration;

import org.jspecify.annotations.NullMarked;
