package io.levee.simulate;

/**
 * How far a run has come.
 *
 * @param came of {@code customers}
 * @param customerSeconds that have passed
 * @param waiting who wait now
 * @param busy conversations that agents have now
 * @param speed customer seconds a real second, so far
 */
public record Progress(
    int came, int customers, double customerSeconds, int waiting, int busy, double speed) {}
