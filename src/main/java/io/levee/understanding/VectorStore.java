package io.levee.understanding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Vectors on disk, by the hash of what they are of: one file a version of a model, records of one
 * length, appended. A file lock keeps processes that share it apart; what is torn or foreign is
 * left out, for it can be computed anew. Thread-safe.
 */
final class VectorStore {
  /** A vector and what it is of. */
  record Stored(TextHash of, QuantizedVector vector) {}

  private static final long MAGIC = 0x4C_45_56_45_45_56_30_31L; // LEVEEV01
  private static final int HEADER = Long.BYTES + Integer.BYTES;

  /** Locks are a process's: within one, this keeps stores of one file apart. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;
  private final int dimensions;
  private final int most;
  private final int length;

  /**
   * @param file need not exist; nor need its directory
   * @param most vectors kept; beyond it, the older half goes
   */
  VectorStore(Path file, int dimensions, int most) {
    this.file = file;
    this.dimensions = dimensions;
    this.most = most;
    this.length = 2 * Long.BYTES + Float.BYTES + dimensions + Integer.BYTES;
  }

  /** All that can be read. */
  List<Stored> load() throws IOException {
    synchronized (IN_THIS_PROCESS) {
      if (!Files.exists(file)) {
        return List.of();
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          FileLock shared = channel.lock(0, Long.MAX_VALUE, true)) {
        return shared.isValid() ? read(channel) : List.of();
      }
    }
  }

  /** Adds these, in one go. */
  void append(List<Stored> fresh) throws IOException {
    synchronized (IN_THIS_PROCESS) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock alone = channel.lock()) {
        if (alone.isValid()) {
          append(channel, fresh);
        }
      }
    }
  }

  private void append(FileChannel channel, List<Stored> fresh) throws IOException {
    if (!isOurs(channel)) {
      channel.truncate(0);
      write(channel, 0, header());
    }
    long records = (channel.size() - HEADER) / length;
    if (records + fresh.size() > most) {
      List<Stored> old = read(channel);
      channel.truncate(HEADER);
      int keep = Math.min(old.size(), Math.max(0, Math.min(most / 2, most - fresh.size())));
      write(channel, HEADER, bytes(old.subList(old.size() - keep, old.size())));
      records = keep;
    }
    // What a crash tore in half is written over.
    write(
        channel, HEADER + records * length, bytes(fresh.subList(0, Math.min(most, fresh.size()))));
  }

  private boolean isOurs(FileChannel channel) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(HEADER);
    fill(channel, found);
    return found.position() == HEADER && found.flip().equals(header());
  }

  private ByteBuffer header() {
    return ByteBuffer.allocate(HEADER).putLong(MAGIC).putInt(dimensions).flip();
  }

  private List<Stored> read(FileChannel channel) throws IOException {
    List<Stored> all = new ArrayList<>();
    if (!isOurs(channel)) {
      return all;
    }
    channel.position(HEADER);
    ByteBuffer some = ByteBuffer.allocate(length * 1024);
    do {
      some.clear();
      fill(channel, some);
      some.flip();
      while (some.remaining() >= length) {
        Stored one = one(some);
        if (one != null) {
          all.add(one);
        }
      }
    } while (some.limit() == some.capacity());
    return all;
  }

  private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return;
      }
    }
  }

  private Stored one(ByteBuffer in) {
    int from = in.position();
    TextHash of = new TextHash(in.getLong(), in.getLong());
    float scale = in.getFloat();
    byte[] vector = new byte[dimensions];
    in.get(vector);
    boolean whole = in.getInt() == checksum(in, from);
    return whole ? new Stored(of, new QuantizedVector(vector, scale)) : null;
  }

  private ByteBuffer bytes(List<Stored> all) {
    ByteBuffer out = ByteBuffer.allocate(all.size() * length);
    for (Stored one : all) {
      int from = out.position();
      out.putLong(one.of().high()).putLong(one.of().low());
      out.putFloat(one.vector().scale()).put(one.vector().bytes());
      out.putInt(checksum(out, from));
    }
    return out.flip();
  }

  private int checksum(ByteBuffer buffer, int from) {
    CRC32 crc = new CRC32();
    crc.update(buffer.slice(from, length - Integer.BYTES));
    return (int) crc.getValue();
  }

  private static void write(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    channel.position(at);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.truncate(channel.position());
  }
}
