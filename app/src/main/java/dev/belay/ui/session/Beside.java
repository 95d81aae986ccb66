package dev.belay.ui.session;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * A list with the details of what is chosen at its right; where there is no room for both, one of
 * them alone.
 */
public final class Beside extends Region {
    private static final double DETAIL = 344;
    private static final double WIDE_DETAIL = 420;

    /** What a window of 1600 leaves beside its navigation. */
    private static final double WIDE = 1440;

    private static final double BOTH = 860;

    private final Region list;
    private final Region detail;
    private boolean wanted = true;
    private boolean inFront;

    public Beside(Region list, Region detail) {
        this.list = list;
        this.detail = detail;
        setMinSize(0, 0);
        getChildren().addAll(list, detail);
    }

    /** Whether there is anything to show at the right. */
    public void detail(boolean there) {
        if (wanted != there) {
            wanted = there;
            inFront &= there;
            requestLayout();
        }
    }

    /** The details alone, where there is no room for both. */
    public void front(boolean details) {
        inFront = details && wanted;
        requestLayout();
    }

    /** True if the details have taken the place of the list. */
    public boolean isFront() {
        return inFront && getWidth() < BOTH;
    }

    @Override
    protected double computePrefWidth(double height) {
        return BOTH;
    }

    @Override
    protected void layoutChildren() {
        boolean both = getWidth() >= BOTH;
        boolean right = wanted && (both || inFront);
        double width = !right ? 0 : both ? detailWidth() : getWidth();
        place(list, 0, both || !right ? getWidth() - width : 0);
        place(detail, getWidth() - width, width);
    }

    private double detailWidth() {
        return getWidth() >= WIDE ? WIDE_DETAIL : DETAIL;
    }

    private void place(Node node, double x, double width) {
        node.setVisible(width > 0);
        node.resizeRelocate(x, 0, width, getHeight());
    }
}
