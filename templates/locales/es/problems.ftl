# What is wrong, and what to do: problem-<name>, as in domain::refusal.
problem-missing = Falta este dato.
problem-too-long = Es demasiado largo: caben { $count } letras.
problem-too-short = Es demasiado corto: hacen falta { $count } letras.
problem-unknown-choice = Elige una de las opciones.
problem-not-between = Escribe un número entre { $least } y { $most }.
problem-not-a-date = No es una fecha. Escribe día, mes y año.
problem-in-the-future = Ese día todavía no llega. Revisa el mes y el año.
problem-in-the-past = Ese día ya pasó. Elige hoy o un día que venga.
problem-before-it-began = Ese día es anterior al comienzo. Revisa las dos fechas.
problem-curp = Parece una CURP. Aquí no se guarda: quítala.
problem-email = Parece un correo electrónico. Aquí no se guarda: quítalo.
problem-phone = Parece un número de teléfono. Aquí no se guarda: quítalo.
problem-not-a-name = Escribe solo el nombre y, si hace falta, una inicial o un segundo nombre.
problem-name-signs = Escribe el nombre solo con letras. Puede llevar puntos, guiones y apóstrofos.
problem-not-a-place = Escribe el nombre del lugar con letras y, si hace falta, con números.
problem-name-taken = Ya hay alguien con ese nombre. Agrega una inicial para que no se confundan.
problem-wrong-credentials = Los datos no coinciden. Escríbelos otra vez, con calma.
problem-too-many-tries = Hubo muchos intentos. Espera { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
  } y vuelve a probar.
problem-code-spent = Ese código ya se usó o ya venció. Pide otro.
problem-passwords-differ = Las dos contraseñas no son iguales. Escríbelas otra vez.
problem-own-tutor = Una misma persona no puede aprender y acompañar. Elige a otra.
problem-tutor-does-not-master = Quien acompaña todavía no dominaba este tema ese día.
problem-offer-closed = Esta persona ya no ofrece el tema. Mira quién más puede acompañarte.
problem-offer-full = Ya no hay lugar: alguien llegó antes. Puedes esperar o buscar a otra persona.
problem-learner-busy = Ya hay una relación tutora en curso. Termina o deja esa para empezar otra.
problem-same-tutorial-open = Ya hay una relación tutora abierta con este tema.
problem-already-masters = Este tema ya lo domina.
problem-cannot-be-paired = Estas dos personas no pueden trabajar juntas por ahora. Elige a otra.
problem-needs-visit = Son de lugares distintos: solo pueden trabajar en una visita acordada por la escuela.
problem-needs-voucher = Una persona adulta de la familia o de la comunidad necesita que alguien de la escuela responda por ella.
problem-tutorial-ended = Esta relación tutora ya terminó.
problem-not-agreed-yet = Falta que la otra persona diga que sí.
problem-needs-witness = Di quién más estuvo presente: al menos una persona más.
problem-not-by-the-learner = La decisión la anota quien acompañó o alguien que enseña en la escuela, no quien demostró.
problem-responsible-is-visitor = Quien responde por la visita es de la escuela y no viene de visita.
problem-visitor-is-minor = Solo personas adultas vienen de visita.
problem-last-steward = Es la única persona responsable de este lugar. Nombra antes a otra.
problem-prerequisite-loop = Así el tema vendría antes de sí mismo. Quita uno de los antecedentes.
problem-still-in-use = Todavía depende algo de esto. Corrige o retira primero la demostración.
problem-changed-meanwhile = Alguien guardó otra versión mientras escribías. Copia tu texto, abre la nueva y vuelve a guardar.
problem-too-far-ahead = Falta más de un año para ese día. Revisa el año.
problem-not-a-key = Una clave de escuela tiene diez letras y números, como 11DTV0002T. Revísala, o déjala para después.
problem-not-a-handle = Usa de 3 a 40 letras sin acento, números, puntos o guiones, sin espacios.
problem-nobody-reads = Ahí no hay otra persona que lo pueda leer. Elige a quien cuida un nivel arriba, o habla con alguien de tu confianza.
