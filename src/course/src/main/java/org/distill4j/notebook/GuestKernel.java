package org.distill4j.notebook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * IJava or JJava, when this code runs in one of them: found and called by reflection, so that the
 * library depends on neither. Both have the same methods under different package names.
 */
final class GuestKernel implements Outlet {

  private static final Map<String, String> KERNELS =
      Map.of(
          "io.github.spencerpark.ijava.IJava", "getKernelInstance",
          "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel");

  private final Object kernel;

  GuestKernel(Object kernel) {
    this.kernel = kernel;
  }

  static Optional<GuestKernel> running() {
    return KERNELS.entrySet().stream()
        .map(entry -> instance(entry.getKey(), entry.getValue()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(GuestKernel::new);
  }

  private static Optional<Object> instance(String className, String method) {
    try {
      return Optional.ofNullable(Class.forName(className).getMethod(method).invoke(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // another kernel, or none
    }
  }

  @Override
  public String display(Map<String, String> bundle) {
    String id = UUID.randomUUID().toString();
    try {
      Object data = data(bundle);
      data.getClass().getMethod("setDisplayId", String.class).invoke(data, id);
      displayMethod().invoke(kernel, data);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
    return id;
  }

  @Override
  public void update(String id, Map<String, String> bundle) {
    try {
      Object data = data(bundle);
      Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
      Object stream = io.getClass().getField("display").get(io);
      stream
          .getClass()
          .getMethod("updateDisplay", String.class, data.getClass())
          .invoke(stream, id, data);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private Object data(Map<String, String> bundle) throws ReflectiveOperationException {
    Class<?> type = displayMethod().getParameterTypes()[0];
    Object data = type.getConstructor().newInstance();
    Method put = type.getMethod("putData", String.class, Object.class);
    for (Map.Entry<String, String> entry : bundle.entrySet()) {
      put.invoke(data, entry.getKey(), entry.getValue());
    }
    return data;
  }

  private Method displayMethod() throws NoSuchMethodException {
    return Arrays.stream(kernel.getClass().getMethods())
        .filter(method -> method.getName().equals("display") && method.getParameterCount() == 1)
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException("display"));
  }

  private IllegalStateException unknown(ReflectiveOperationException e) {
    return new IllegalStateException(
        "the kernel %s must offer display as IJava 1.3.0 and JJava do, but does not"
            .formatted(kernel.getClass().getName()),
        e);
  }
}
