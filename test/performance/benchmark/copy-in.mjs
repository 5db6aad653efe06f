/** `COPY … FROM STDIN` of one piece of text, as a query that node-postgres submits. */
class CopyIn {
  constructor(text, rows, callback) {
    this.text = text;
    this.rows = rows;
    this.callback = callback;
  }

  submit(connection) {
    connection.query(this.text);
  }

  handleCopyInResponse(connection) {
    connection.sendCopyFromChunk(this.rows);
    connection.endCopyFrom();
  }

  handleCommandComplete() {}

  handleError(error) {
    this.callback(error);
  }

  handleReadyForQuery() {
    this.callback();
  }
}

/** Copies `rows` (a Buffer of lines in COPY's text format) into `table`, in a transaction of its own. */
export function copyIn(client, table, rows) {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(`COPY ${table} FROM STDIN`, rows, (error) => (error ? reject(error) : resolve())));
  });
}
