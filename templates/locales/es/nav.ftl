nav-thread = Mi hilo
nav-group = Mi grupo
nav-topics = Temas
# The place where the reader is at home, by its level.
nav-node-nation = El país
nav-node-state = Mi estado
nav-node-region = Mi región
nav-node-sector = Mi sector
nav-node-zone = Mi zona
nav-node-municipality = Mi municipio
nav-node-school = Mi escuela
nav-node-microregion = Mi microrregión
nav-node-local = Mi comunidad
