package dev.microblog.platform.db;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a test class once an engine, each time with a migrated database of its own. The class takes
/// it by its constructor:
///
/// ```java
/// @OnEachEngine
/// class FollowStoreTest {
///   private final Database database;
///
///   FollowStoreTest(TestDatabase on) {
///     database = on.database();
///   }
/// }
/// ```
///
/// The tests of a class share the database: each takes people of its own, or begins with
/// [TestDatabase#clear()].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@OnDatabases
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachEngine.MigratedDatabases.class)
public @interface OnEachEngine {
  /// One database an engine, opened when it is first asked for and closed after the class.
  final class MigratedDatabases implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return Arrays.stream(Engine.values()).map(TestDatabase::migrated).map(Arguments::of);
    }
  }
}
