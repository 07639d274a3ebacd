package org.distill4j.kernel.stop;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves checkpoints into the classes of cells, at each backward jump and method entry, and writes
 * into them which lines of which cells they come from: every stack trace tells those.
 */
final class Weaver extends ClassVisitor {
  private static final String CHECKPOINT = Type.getInternalName(Checkpoint.class);

  /** The calls that would end the process, and the signatures of what we call instead. */
  private static final Map<String, String> EXITS =
      Map.of(
          "java/lang/System.exit", "(I)V",
          "java/lang/Runtime.exit", "(Ljava/lang/Runtime;I)V",
          "java/lang/Runtime.halt", "(Ljava/lang/Runtime;I)V");

  private final boolean library;
  private final SourceLines lines;
  private String type = "";
  private @Nullable String file;

  private Weaver(ClassVisitor next, boolean library, SourceLines lines) {
    super(Opcodes.ASM9, next);
    this.library = library;
    this.lines = lines;
  }

  /** A class of a cell. */
  static byte[] weave(byte[] code, SourceLines lines) {
    return weave(code, writer -> new Weaver(writer, false, lines));
  }

  /** A class of a library or of Java itself, which cannot call what is ours. */
  static byte[] weaveLibrary(byte[] code) {
    return weave(code, writer -> new Weaver(writer, true, SourceLines.UNCHANGED));
  }

  private static byte[] weave(byte[] code, Function<ClassVisitor, Weaver> weaver) {
    try {
      var reader = new ClassReader(code);
      var writer = new ClassWriter(reader, 0);
      reader.accept(weaver.apply(writer), 0);
      return writer.toByteArray();
    } catch (RuntimeException e) {
      return code; // a method at the size limit, or a class file from the future
    }
  }

  /** The names of the interfaces whose methods a class calls. */
  static Set<String> interfacesCalledBy(byte[] code) {
    Set<String> owners = new HashSet<>();
    var method =
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String signature, boolean onInterface) {
            if (opcode == Opcodes.INVOKEINTERFACE) {
              owners.add(Type.getObjectType(owner).getClassName());
            }
          }
        };
    new ClassReader(code)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String type,
                  @Nullable String generic,
                  String @Nullable [] thrown) {
                return method;
              }
            },
            0);
    return owners;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String generic,
      @Nullable String parent,
      String @Nullable [] interfaces) {
    type = name.replace('/', '.');
    super.visit(version, access, name, generic, parent, interfaces);
  }

  @Override
  public void visitEnd() {
    if (file != null) {
      super.visitSource(file, null); // known only now, and class files have no order
    }
    super.visitEnd();
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access, String name, String type, @Nullable String generic, String @Nullable [] thrown) {
    return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, generic, thrown)) {
      private final Set<Label> passed = new HashSet<>();

      @Override
      public void visitCode() {
        super.visitCode();
        checkpoint();
      }

      @Override
      public void visitLabel(Label label) {
        passed.add(label);
        super.visitLabel(label);
      }

      @Override
      public void visitLineNumber(int number, Label start) {
        SourceLines.@Nullable Line line = lines.of(Weaver.this.type, number);
        if (line != null && (file == null || file.equals(line.file()))) {
          file = line.file();
          super.visitLineNumber(line.number(), start);
        } else {
          super.visitLineNumber(number, start);
        }
      }

      @Override
      public void visitJumpInsn(int opcode, Label target) {
        if (passed.contains(target)) {
          checkpoint();
        }
        super.visitJumpInsn(opcode, target);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String method, String signature, boolean onInterface) {
        if (method.equals("printStackTrace")
            && signature.equals("()V")
            && owner.matches("java/.*(Exception|Error|Throwable)")
            && !library) {
          call(method, "(Ljava/lang/Throwable;)V");
          return;
        }
        @Nullable String exit = EXITS.get(owner + "." + method);
        if (exit == null || library) {
          super.visitMethodInsn(opcode, owner, method, signature, onInterface);
        } else {
          call("exit", exit);
        }
      }

      @Override
      public void visitInvokeDynamicInsn(
          String name, String signature, Handle factory, Object... constants) {
        for (int i = 0; i < constants.length; i++) {
          @Nullable String exit =
              constants[i] instanceof Handle of
                  ? EXITS.get(of.getOwner() + "." + of.getName())
                  : null;
          if (exit != null) {
            constants[i] = new Handle(Opcodes.H_INVOKESTATIC, CHECKPOINT, "exit", exit, false);
          }
        }
        super.visitInvokeDynamicInsn(name, signature, factory, constants);
      }

      @Override
      public void visitMaxs(int stack, int locals) {
        super.visitMaxs(stack + 1, locals);
      }

      private void checkpoint() {
        if (library) {
          String thread = "java/lang/Thread";
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, thread, "currentThread", "()Ljava/lang/Thread;", false);
          super.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL,
              thread,
              "getUncaughtExceptionHandler",
              "()Ljava/lang/Thread$UncaughtExceptionHandler;",
              false);
          super.visitInsn(Opcodes.POP);
        } else {
          call("pass", "()V");
        }
      }

      private void call(String method, String signature) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKPOINT, method, signature, false);
      }
    };
  }
}
