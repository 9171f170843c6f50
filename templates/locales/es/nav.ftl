nav-thread = Mi hilo
nav-group = Mi grupo
nav-topics = Temas
nav-node = Mi escuela
