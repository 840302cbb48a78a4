-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- What sqlite_session runs. Nothing here may depend on the time, on random numbers or on the order of ties.

PRAGMA page_size = 1024;
PRAGMA foreign_keys = ON;
PRAGMA journal_mode = DELETE;
SELECT sqlite_version();

-- Tables of several kinds, with constraints, generated columns and indices of several kinds.
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, city TEXT, born TEXT,
                        shouted TEXT GENERATED ALWAYS AS (upper(name)) STORED);
CREATE TABLE products (code TEXT PRIMARY KEY, price REAL CHECK (price >= 0), stock INTEGER DEFAULT 0) WITHOUT ROWID;
CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT,
                     customer INTEGER REFERENCES customers ON DELETE CASCADE,
                     product TEXT REFERENCES products, amount INTEGER, total REAL);
CREATE TABLE journal (at INTEGER PRIMARY KEY, what TEXT);
CREATE TABLE pieces (id INTEGER PRIMARY KEY, body BLOB);
CREATE INDEX orders_customer ON orders (customer, product);
CREATE INDEX orders_large ON orders (total) WHERE total > 300;
CREATE INDEX customers_initial ON customers (substr(name, 1, 1), born DESC);

CREATE TRIGGER order_takes_stock AFTER INSERT ON orders BEGIN
  UPDATE products SET stock = stock - new.amount WHERE code = new.product;
  INSERT INTO journal (what) SELECT 'order ' || new.id || ' of ' || new.product WHERE new.id % 500 = 0;
END;
CREATE TRIGGER no_cheap_sale BEFORE UPDATE OF price ON products WHEN new.price < old.price / 2 BEGIN
  SELECT RAISE(ABORT, 'price falls too fast');
END;
CREATE VIEW best AS SELECT product, sum(total) AS revenue FROM orders GROUP BY product;
CREATE TRIGGER best_is_written INSTEAD OF UPDATE ON best BEGIN
  INSERT INTO journal (what) VALUES ('asked for ' || new.revenue || ' on ' || old.product);
END;

-- Rows.
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO customers (id, name, city, born)
SELECT i, printf('%s-%03d', char(65 + i % 26, 97 + (i * 7) % 26), i),
       CASE i % 5 WHEN 0 THEN 'Bergen' WHEN 1 THEN 'Oslo' WHEN 2 THEN 'Tromsø' WHEN 3 THEN 'Århus' END,
       date('1950-01-01', '+' || (i * 97) || ' days') FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39)
INSERT INTO products SELECT printf('P%02d', i), 1.25 * (1 + i * i % 37), 10000 FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
INSERT INTO orders (customer, product, amount, total)
SELECT 1 + (i * 31) % 300, printf('P%02d', (i * 17) % 40), 1 + i % 9,
       (1 + i % 9) * (SELECT price FROM products WHERE code = printf('P%02d', (i * 17) % 40)) FROM n;
COMMIT;
SELECT count(*), sum(amount), round(sum(total), 2), round(spread(total), 2) FROM orders;
SELECT * FROM journal;

-- Joins, aggregates, sub-queries, compound selects.
SELECT c.city, count(*), round(avg(o.total), 3) FROM orders o JOIN customers c ON c.id = o.customer
GROUP BY c.city HAVING count(*) > 10 ORDER BY c.city;
SELECT c.name, p.code, o.amount FROM customers c LEFT JOIN orders o ON o.customer = c.id AND o.total > 380
LEFT JOIN products p ON p.code = o.product ORDER BY c.id, o.id LIMIT 25;
SELECT name FROM customers WHERE id IN (SELECT customer FROM orders GROUP BY customer HAVING sum(total) > 2500) ORDER BY 1;
SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer = c.id AND amount = 9) ORDER BY id LIMIT 9;
SELECT code FROM products WHERE price < 3 UNION SELECT product FROM orders WHERE amount > 8
EXCEPT SELECT code FROM products WHERE price > 40 ORDER BY 1;
SELECT a.id, b.id FROM customers a JOIN customers b ON a.born < b.born AND a.city = b.city
WHERE a.id < 12 AND b.id < 24 ORDER BY 1, 2;
SELECT name FROM customers ORDER BY name COLLATE by_length, id LIMIT 5;
SELECT backwards(name), shouted FROM customers WHERE name LIKE 'K%' ORDER BY id;
EXPLAIN QUERY PLAN SELECT * FROM orders WHERE total > 300 ORDER BY total;
EXPLAIN QUERY PLAN SELECT * FROM orders o JOIN customers c ON c.id = o.customer WHERE c.name = 'Bh-001';

-- Windows and recursion.
SELECT id, customer, total, sum(total) OVER w, rank() OVER (PARTITION BY customer ORDER BY total DESC, id),
       lag(id, 1, -1) OVER w, ntile(3) OVER w
FROM orders WHERE customer < 5 WINDOW w AS (PARTITION BY customer ORDER BY id ROWS 2 PRECEDING) ORDER BY id;
WITH RECURSIVE
  xaxis(x) AS (VALUES (-2.0) UNION ALL SELECT x + 0.1 FROM xaxis WHERE x < 0.9),
  yaxis(y) AS (VALUES (-1.0) UNION ALL SELECT y + 0.2 FROM yaxis WHERE y < 0.9),
  step(n, cx, cy, x, y) AS (
    SELECT 0, x, y, 0.0, 0.0 FROM xaxis, yaxis UNION ALL
    SELECT n + 1, cx, cy, x * x - y * y + cx, 2.0 * x * y + cy FROM step WHERE x * x + y * y < 4.0 AND n < 20),
  deepest(n, cx, cy) AS (SELECT max(n), cx, cy FROM step GROUP BY cx, cy)
SELECT group_concat(substr(' .+*#', 1 + min(n / 5, 4), 1), '') FROM deepest GROUP BY cy;
WITH RECURSIVE queens(board, row) AS (
  SELECT '', 0 UNION ALL
  SELECT board || c, row + 1 FROM queens, (SELECT value AS c FROM json_each('[1,2,3,4,5,6]'))
  WHERE row < 6 AND instr(board, c) = 0 AND NOT EXISTS (
    SELECT 1 FROM json_each('[1,2,3,4,5,6]') j
    WHERE j.value <= row AND abs(c - substr(board, j.value, 1)) = row + 1 - j.value))
SELECT board FROM queens WHERE row = 6 ORDER BY 1;

-- JSON, dates, numbers, text.
SELECT json_group_array(json_object('id', id, 'name', name)) FROM customers WHERE id < 6;
SELECT key, value, type, fullkey FROM json_tree('{"a":[1,2.5,{"b":null}],"c":"x\u00e9"}');
SELECT json_patch('{"a":1,"b":{"c":2}}', '{"b":{"c":null,"d":[true]}}'), json_extract('[10,[20,30]]', '$[1][1]');
SELECT strftime('%Y-%j %w', '2024-02-29'), julianday('2000-01-01'), date('2023-01-31', '+1 month');
SELECT printf('%08.3f|%+d|%x|%-6s|%q', 3.14159, 42, 255, 'ab', 'it''s'), hex(zeroblob(3)), quote(x'00ff');
SELECT soundex('Robert'), replace('banana', 'an', 'AN'), instr('haystack', 'st'), trim('xxabcxx', 'x'), round(2.675, 2);

-- Changes: upsert, returning, nested savepoints, triggers that refuse, foreign keys.
INSERT INTO products VALUES ('P05', 99, 1) ON CONFLICT (code) DO UPDATE SET stock = stock + excluded.stock RETURNING code, stock;
UPDATE products SET price = 0.01 WHERE code = 'P06';
INSERT INTO products VALUES ('bad', -1, 0);
INSERT INTO orders (customer, product) VALUES (1, 'nothing');
UPDATE best SET revenue = 1000000 WHERE product = 'P07';
SAVEPOINT outer_one;
DELETE FROM orders WHERE id % 2;
SAVEPOINT inner_one;
DELETE FROM orders;
ROLLBACK TO inner_one;
SELECT count(*) FROM orders;
ROLLBACK TO outer_one;
RELEASE outer_one;
DELETE FROM customers WHERE id % 10 = 3;
SELECT count(*) FROM orders;
SELEC syntax error;
UPDATE orders SET total = total * 1.1 FROM customers c WHERE c.id = orders.customer AND c.city = 'Oslo';
SELECT round(sum(total), 2) FROM orders;
SELECT * FROM journal ORDER BY at DESC LIMIT 2;

-- Large values, which need overflow pages.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
INSERT INTO pieces SELECT i, CAST(replace(printf('%0*d', i * 400, i), '0', char(97 + i)) AS BLOB) FROM n;
SELECT id, length(body), hex(substr(body, -3)) FROM pieces;

-- Full text, R-tree, virtual tables.
CREATE VIRTUAL TABLE notes USING fts5(title, body, tokenize = 'porter unicode61', prefix = '2 3');
INSERT INTO notes SELECT name, printf('Customer %s of %s was born on %s and likes running, runners and %s.',
                                      name, coalesce(city, 'nowhere'), born, CASE id % 3 WHEN 0 THEN 'boats' ELSE 'trains' END)
FROM customers;
SELECT title, snippet(notes, 1, '[', ']', '..', 4) FROM notes WHERE notes MATCH 'boat AND oslo' ORDER BY rowid LIMIT 6;
SELECT count(*) FROM notes WHERE notes MATCH 'run* NOT tromso';
SELECT count(*) FROM notes WHERE notes MATCH 'NEAR(likes trains, 6)';
INSERT INTO notes (notes) VALUES ('optimize');
INSERT INTO notes (notes) VALUES ('integrity-check');
CREATE VIRTUAL TABLE older USING fts4(body);
INSERT INTO older SELECT body FROM notes WHERE rowid < 60;
SELECT docid, offsets(older) FROM older WHERE older MATCH '"born on"' ORDER BY docid LIMIT 3;
CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1, y0, y1);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
INSERT INTO boxes SELECT i, i * 7 % 100, i * 7 % 100 + 3, i * 13 % 100, i * 13 % 100 + 2 FROM n;
SELECT id FROM boxes WHERE x0 >= 20 AND x1 <= 40 AND y0 >= 50 AND y1 <= 60 ORDER BY id;

-- The file: statistics, a second database, compaction, checks.
ANALYZE;
SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl IN ('orders', 'products') ORDER BY 1, 2;
ATTACH ':memory:' AS other;
CREATE TABLE other.copy AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
SELECT count(*), round(sum(total), 2) FROM other.copy;
DETACH other;
ALTER TABLE journal RENAME COLUMN what TO event;
ALTER TABLE journal ADD COLUMN level INTEGER DEFAULT 3;
ALTER TABLE customers DROP COLUMN shouted;
REINDEX;
VACUUM;
PRAGMA page_count;
PRAGMA integrity_check;
PRAGMA foreign_key_check;
SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'notes%' AND name NOT LIKE 'older%' ORDER BY 1, 2;
