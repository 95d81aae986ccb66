package dev.belay.db;

import java.sql.SQLException;

/** A claim and the way it goes, closed together. */
record ForwardedClaim(Claim claim, Forwarding.Forward way) implements Claim {
    @Override
    public boolean makes() {
        return claim.makes();
    }

    @Override
    public boolean take() throws SQLException {
        return claim.take();
    }

    @Override
    public String holder() throws SQLException {
        return claim.holder();
    }

    @Override
    public boolean held() {
        return claim.held();
    }

    @Override
    public void close() {
        claim.close();
        way.close();
    }
}
