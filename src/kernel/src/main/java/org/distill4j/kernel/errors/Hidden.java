package org.distill4j.kernel.errors;

import java.lang.reflect.Field;

/**
 * Fields of JShell that are private, which are opened ({@code --add-opens} in the kernel's
 * command). What they are for must be dispensable: another Java may have others.
 */
public final class Hidden {
  private Hidden() {}

  /**
   * The value of a field.
   *
   * @param name of a field that the object's own class declares
   * @throws ReflectiveOperationException if there is none, or it is not opened
   */
  public static Object field(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    if (!field.trySetAccessible()) {
      throw new IllegalAccessException(field + " is not opened");
    }
    return field.get(of);
  }
}
