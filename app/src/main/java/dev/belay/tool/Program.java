package dev.belay.tool;

import java.util.List;

/** The programs Belay knows how to use. */
public enum Program {
    PG_DUMP("pg_dump", Family.POSTGRESQL),
    PG_RESTORE("pg_restore", Family.POSTGRESQL),
    PSQL("psql", Family.POSTGRESQL),
    INITDB("initdb", Family.POSTGRESQL),
    PG_CTL("pg_ctl", Family.POSTGRESQL),
    MARIADB("mariadb", Family.MARIADB),
    MARIADB_DUMP("mariadb-dump", Family.MARIADB),
    MYSQL("mysql", Family.MYSQL),
    MYSQLDUMP("mysqldump", Family.MYSQL),
    SQLITE3("sqlite3", Family.SQLITE),
    AGE("age", Family.ANY),
    SSH("ssh", Family.ANY, "-V");

    /** What a program belongs to; {@link #ANY} serves every engine. */
    public enum Family {
        POSTGRESQL,
        MARIADB,
        MYSQL,
        SQLITE,
        ANY
    }

    private final String title;
    private final Family family;
    private final String versionOption;

    Program(String title, Family family) {
        this(title, family, "--version");
    }

    Program(String title, Family family, String versionOption) {
        this.title = title;
        this.family = family;
        this.versionOption = versionOption;
    }

    public String title() {
        return title;
    }

    public Family family() {
        return family;
    }

    List<String> question(String path) {
        return List.of(path, versionOption);
    }
}
