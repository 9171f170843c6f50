# Who opened whose record.
readings-own-link = Quién vio mi registro
readings-link = Quién vio este registro
readings-place-link = Quién vio los registros
readings-own-title = Quién vio mi registro
readings-title = Quién vio el registro de { $name }
readings-place-title = Quién vio los registros de { $node }
readings-own-back = Mi página
readings-place-back = Personas
readings-own-heading = Quién vio mi registro
readings-heading = Quién vio el registro de { $name }
readings-place-heading = Quién vio los registros
readings-own-lead = Tu página y tus registros se ven solo dentro de tu escuela y con quien te acompaña. Aquí puedes saber quién los abrió.
readings-lead = Cada línea junta lo que una persona abrió en un día: su página, sus fotos y documentos, lo que permite su familia, el registro de una relación tutora o el de una demostración.
readings-place-lead = Lo que se abrió de quienes están hoy en { $node }: su página, sus fotos y documentos, lo que permite su familia, el registro de una relación tutora o el de una demostración. Ver su propio registro no se anota, y las listas de nombres tampoco.
readings-place-more = Quién abre la página o el registro de alguien queda anotado por un tiempo, y lo puedes revisar.
readings-lines = Lo que se abrió
readings-caption = Cada línea es un día. La hora es la de la última vez.
readings-times = { $times } veces
readings-page = su página
readings-record = su registro de «{ $topic }»
readings-demonstration = su demostración de «{ $topic }»
readings-files = la lista de sus fotos y documentos
readings-own-files = la lista de tus fotos y documentos
readings-consents = lo que permite su familia
readings-own-consents = lo que permite tu familia
readings-own-page = tu página
readings-own-record = tu registro de «{ $topic }»
readings-own-demonstration = tu demostración de «{ $topic }»
readings-own-lines = Quién los abrió
readings-own-companions = Quien te acompaña
readings-own-companions-more = Leen tu registro para acompañarte mejor.
readings-own-adults = Otras personas
readings-own-others = También los abrió alguien más de la escuela. No decimos quién: tener curiosidad por lo que otra persona aprende es parte de la red. La persona responsable de tu escuela sí lo puede ver.
readings-last = última vez, el { $day }
readings-own-none = Nadie más los ha abierto.
readings-none = Nadie ha abierto nada en este tiempo.
readings-more = Aquí están las líneas más nuevas.
readings-kept = { $days ->
    [one] Se guarda 1 día y luego se borra.
   *[other] Se guarda { $days } días y luego se borra.
  }
readings-concern = Algo de esto me preocupa
readings-newer = Más nuevas
readings-older = Más antiguas
about-keep-readings = Por un tiempo se anota quién abre tu página o tu registro. Lo puedes ver en «Quién vio mi registro».
