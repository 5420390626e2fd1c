package dev.microblog.api;

import dev.microblog.token.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing that programs can ask for: all that the router needs to answer it and all that the
/// document tells of it.
///
/// @param id its name in programs that are made from the document
/// @param group under which it is listed
/// @param summary what it does, in a line
/// @param scopes of which a token needs one; empty if no token is needed
/// @param basic whether it takes a name and a password instead of a token
/// @param elsewhere whether it may wait for more than the database
/// @param body the record that is sent; null if nothing is
/// @param status of a good answer
/// @param answer the record of a good answer; null if it has none
/// @param list whether a good answer is a [Listing] of these records
/// @param type the content type of a good answer that is no record
/// @param errors what else can be wrong than with every operation
public record Operation(
    String method,
    String path,
    String id,
    String group,
    String summary,
    Set<Scope> scopes,
    boolean basic,
    boolean elsewhere,
    List<Parameter> parameters,
    @Nullable Class<? extends Record> body,
    int status,
    @Nullable Class<?> answer,
    boolean list,
    @Nullable String type,
    Set<Code> errors,
    Work work) {
  private static final Pattern TUTORIALS = Pattern.compile("/api/(tokens|users)(/.*)?");

  /// What is done.
  public interface Work {
    /// Answers a call.
    Answer answer(Call call);
  }

  /// Whether the path is one of the tutorial's, whose shapes differ.
  public boolean tutorials() {
    return tutorials(path);
  }

  static boolean tutorials(String path) {
    return TUTORIALS.matcher(path).matches();
  }

  /// An operation that reads.
  public static Draft get(String path, String id) {
    return new Draft("GET", path, id);
  }

  /// An operation that makes or does something.
  public static Draft post(String path, String id) {
    return new Draft("POST", path, id);
  }

  /// An operation that may be done again without making a difference.
  public static Draft put(String path, String id) {
    return new Draft("PUT", path, id);
  }

  /// An operation that changes some of something.
  public static Draft patch(String path, String id) {
    return new Draft("PATCH", path, id);
  }

  /// An operation that removes something.
  public static Draft delete(String path, String id) {
    return new Draft("DELETE", path, id);
  }

  /// An operation that is being described.
  public static final class Draft {
    private final String method;
    private final String path;
    private final String id;
    private String group = "";
    private String summary = "";
    private Set<Scope> scopes = Set.of();
    private boolean basic;
    private boolean elsewhere;
    private final List<Parameter> parameters = new ArrayList<>();
    private @Nullable Class<? extends Record> body;
    private int status = 204;
    private @Nullable Class<?> answer;
    private boolean list;
    private @Nullable String type;
    private final Set<Code> errors = EnumSet.noneOf(Code.class);

    private Draft(String method, String path, String id) {
      this.method = method;
      this.path = path;
      this.id = id;
    }

    /// Says under what it is listed and what it does.
    public Draft of(String group, String summary) {
      this.group = group;
      this.summary = summary;
      return this;
    }

    /// Says what the token must be good for.
    public Draft needs(Scope scope) {
      this.scopes = Set.of(scope);
      return this;
    }

    /// Says that any token will do.
    public Draft needsToken() {
      this.scopes = Scope.all();
      return this;
    }

    /// Says that a name and a password are brought in place of a token.
    public Draft basic() {
      basic = true;
      return this;
    }

    /// Says that it may wait for more than the database.
    public Draft elsewhere() {
      elsewhere = true;
      return this;
    }

    /// Adds parts of the query or headers that it looks at.
    public Draft takes(Parameter... more) {
      parameters.addAll(List.of(more));
      return this;
    }

    /// Says what is sent.
    public Draft sent(Class<? extends Record> body) {
      this.body = body;
      return this;
    }

    /// Says what a good answer is.
    public Draft answers(int status, Class<?> answer) {
      this.status = status;
      this.answer = answer;
      return this;
    }

    /// Says that a good answer is a part of a list.
    public Draft listing(Class<?> item) {
      list = true;
      parameters.addAll(List.of(Parameter.BEFORE, Parameter.AFTER));
      return answers(200, item);
    }

    /// Says of what type a good answer is that is no record.
    public Draft answers(String type) {
      this.status = 200;
      this.type = type;
      return this;
    }

    /// Says what can be wrong besides what always can.
    public Draft fails(Code... codes) {
      errors.addAll(List.of(codes));
      return this;
    }

    /// Says what is done.
    public Operation by(Work work) {
      return new Operation(
          method,
          path,
          id,
          group,
          summary,
          scopes,
          basic,
          elsewhere,
          List.copyOf(parameters),
          body,
          status,
          answer,
          list,
          type,
          Set.copyOf(errors),
          work);
    }
  }
}
