package dev.belay.ui.kit;

import javafx.collections.ObservableListBase;

/** The numbers from 0 up to a length that changes at its end only: the places of a list's rows. */
final class Numbers extends ObservableListBase<Integer> {
    private int length;

    void length(int now) {
        int before = length;
        if (now == before) {
            return;
        }
        beginChange();
        length = now;
        if (now > before) {
            nextAdd(before, now);
        } else {
            nextRemove(now, range(now, before));
        }
        endChange();
    }

    private static java.util.List<Integer> range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().toList();
    }

    @Override
    public Integer get(int index) {
        return java.util.Objects.checkIndex(index, length);
    }

    @Override
    public int size() {
        return length;
    }
}
