package org.distill4j.kernel.stop;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves checkpoints into the classes of cells: at each backward jump and method entry. */
final class Weaver extends ClassVisitor {
  private static final String CHECKPOINT = Type.getInternalName(Checkpoint.class);

  /** The calls that would end the process, and the signatures of what we call instead. */
  private static final Map<String, String> EXITS =
      Map.of(
          "java/lang/System.exit", "(I)V",
          "java/lang/Runtime.exit", "(Ljava/lang/Runtime;I)V",
          "java/lang/Runtime.halt", "(Ljava/lang/Runtime;I)V");

  private final boolean library;

  private Weaver(ClassVisitor next, boolean library) {
    super(Opcodes.ASM9, next);
    this.library = library;
  }

  /** Of a class of a cell, or of a library or Java itself, which cannot call what is ours. */
  static byte[] weave(byte[] code, boolean library) {
    try {
      var reader = new ClassReader(code);
      var writer = new ClassWriter(reader, 0);
      reader.accept(new Weaver(writer, library), 0);
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
      public void visitJumpInsn(int opcode, Label target) {
        if (passed.contains(target)) {
          checkpoint();
        }
        super.visitJumpInsn(opcode, target);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String method, String signature, boolean onInterface) {
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
