/** How to reach the embedded PostgreSQL: the host is the folder of its Unix socket. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  database: string;
}

/** What a process that may use the database is given; both forms spread into the configuration of `pg`. */
export type DatabaseLogin = PostgresConnection | { connectionString: string };
