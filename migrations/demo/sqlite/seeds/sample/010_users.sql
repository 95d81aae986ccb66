INSERT INTO users (username, email, display_name, role)
VALUES ('amelia', 'amelia@shops.example', 'Amelia Okafor', 'member'),
       ('bruno', 'bruno@shops.example', 'Bruno Keller', 'member'),
       ('chen', 'chen@shops.example', 'Chen Wei', 'member'),
       ('dagny', 'dagny@shops.example', 'Dagny Solberg', 'member'),
       ('elif', 'elif@shops.example', 'Elif Demir', 'viewer'),
       ('farid', 'farid@shops.example', 'Farid Haddad', 'viewer')
ON CONFLICT DO NOTHING;
