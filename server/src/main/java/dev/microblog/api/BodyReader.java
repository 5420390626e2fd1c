package dev.microblog.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes a record of a sent JSON object. All that is wrong with it is told at once: a program that
/// is being written then needs one try, and not one for each mistake.
///
/// Members are texts, truth values, whole numbers, and lists and maps of texts. A component marked
/// as nullable may be missing or null.
final class BodyReader {
  /// How reading ended.
  ///
  /// @param <B> the record
  sealed interface Outcome<B> {
    /// Here it is.
    ///
    /// @param unknown members that it should not have
    record Read<B>(B body, List<FieldError> unknown) implements Outcome<B> {}

    /// That is no JSON object.
    record Malformed<B>(String detail) implements Outcome<B> {}

    /// Members are missing, of another type, or unknown.
    record Wrong<B>(List<FieldError> errors) implements Outcome<B> {}
  }

  /// A component of a record.
  private record Member(String name, Class<?> type, boolean optional) {}

  /// A record, as it is read.
  private record Shape(List<Member> members, Constructor<?> constructor) {
    static Shape of(Class<?> type) {
      List<Member> members =
          Arrays.stream(type.getRecordComponents())
              .map(c -> new Member(member(c), c.getType(), BodyReader.optional(c)))
              .toList();
      Class<?>[] types = members.stream().map(Member::type).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return new Shape(members, constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }

    Object make(@Nullable Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private BodyReader() {}

  /// Reads a body.
  static <B extends Record> Outcome<B> read(byte[] body, Class<B> type) {
    JsonNode object;
    try {
      // Left to itself the parser would guess among the forms of Unicode.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      object = Json.mapper().readTree(text);
    } catch (CharacterCodingException e) {
      return new Outcome.Malformed<>("It is not UTF-8.");
    } catch (JacksonException e) {
      return new Outcome.Malformed<>("It is not JSON, too deep, or has a member twice.");
    }
    if (!object.isObject()) {
      return new Outcome.Malformed<>("It is no JSON object.");
    }
    Shape shape = SHAPES.get(type);
    List<FieldError> errors = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Member member : shape.members()) {
      values.put(member.name(), value(object.get(member.name()), member, errors));
    }
    List<FieldError> unknown =
        object.propertyNames().stream()
            .filter(name -> !values.containsKey(name))
            .map(BodyReader::unknown)
            .toList();
    return errors.isEmpty()
        ? new Outcome.Read<>(type.cast(shape.make(values.values().toArray())), unknown)
        : new Outcome.Wrong<>(Stream.concat(errors.stream(), unknown.stream()).toList());
  }

  /// What a component is called in JSON.
  static String member(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether it may be missing.
  static boolean optional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static FieldError unknown(String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + '…' : name;
    String pointer = shown.replace("~", "~0").replace("/", "~1");
    return new FieldError("/" + pointer, "unknown", "There is no such member.");
  }

  private static @Nullable Object value(
      @Nullable JsonNode node, Member member, List<FieldError> errors) {
    if (node == null || node.isNull()) {
      if (!member.optional()) {
        errors.add(FieldError.missing(member.name()));
      }
      return null;
    }
    Class<?> type = member.type();
    Object value = null;
    if (type == String.class && node.isString()) {
      value = node.stringValue();
    } else if (type == Boolean.class && node.isBoolean()) {
      value = node.booleanValue();
    } else if (type == Long.class && node.isIntegralNumber() && node.canConvertToLong()) {
      value = node.longValue();
    } else if (type == List.class && node.isArray() && texts(node)) {
      value = node.valueStream().map(JsonNode::stringValue).toList();
    } else if (type == Map.class && node.isObject() && texts(node)) {
      value =
          node.propertyStream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> entry.getValue().stringValue(),
                      (one, _) -> one,
                      LinkedHashMap::new));
    }
    if (value == null) {
      errors.add(
          new FieldError("/" + member.name(), "wrong_type", "It must be " + name(type) + '.'));
    }
    return value;
  }

  private static boolean texts(JsonNode node) {
    return node.valueStream().allMatch(JsonNode::isString);
  }

  private static String name(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "a string";
      case "Long" -> "a whole number";
      case "List" -> "an array of strings";
      case "Map" -> "an object with strings";
      default -> "true or false";
    };
  }
}
