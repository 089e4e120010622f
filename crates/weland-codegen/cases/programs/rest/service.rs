//! The service.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::Poll;

use rest_client::weland_client::futures_core::Stream;
use rest_server::types::*;
use rest_server::weland_server::Secret;
use rest_server::{Context, OtherError};

pub(crate) use rest_server::router;

/// A shop that keeps its pets in memory.
#[derive(Default)]
pub(crate) struct Shop {
    pets: Mutex<BTreeMap<i64, Pet>>,
    notes: Mutex<BTreeMap<i64, String>>,
}

fn reason(reason: &str) -> Reason {
    Reason::new(ReasonRequired { reason: reason.to_owned() })
}

impl rest_server::Pets for Shop {
    async fn add_pet(&self, input: AddPetInput, _: Context) -> Result<AddPetOutput, AddPetError> {
        let mut pets = self.pets.lock().unwrap();
        match &*input.body.name {
            "trouble" => return Err(ServerError::new().status_code(503).body(reason("closed")).into()),
            "odd" => return Err(OtherError::service(418, "Teapot", "no pets here").into()),
            "any" => return Err(AnyError::new().body(types_document("gone")).into()),
            _ => {}
        }
        if let Some((id, _)) = pets.iter().find(|(_, pet)| pet.name == input.body.name) {
            return Err(Conflict::new().existing(*id).body(reason("known")).into());
        }
        let id = pets.len() as i64 + 1;
        let mut pet = Pet::new(PetRequired { id, name: input.body.name });
        pet.born = input.body.born;
        pets.insert(id, pet.clone());
        Ok(AddPetOutput::new(AddPetOutputRequired { body: pet }).location(format!("/pets/{id}")))
    }

    async fn find_pet(&self, input: FindPetInput, _: Context) -> Result<FindPetOutput, FindPetError> {
        match self.pets.lock().unwrap().get(&input.id) {
            Some(pet) => Ok(FindPetOutput::new(FindPetOutputRequired { body: pet.clone() })),
            None => Err(NotFound::new(NotFoundRequired { body: reason("no such pet") }).into()),
        }
    }

    async fn list_pets(&self, input: ListPetsInput, _: Context) -> Result<ListPetsOutput, ListPetsError> {
        let tags = input.tags.unwrap_or_default();
        let pets = self.pets.lock().unwrap();
        let wanted = pets.values().filter(|pet| tags.is_empty() || tags.contains(&pet.name));
        let body = wanted.take(input.limit.unwrap_or(100) as usize).cloned().collect();
        Ok(ListPetsOutput::new(ListPetsOutputRequired { body }))
    }

    async fn remove_pet(&self, input: RemovePetInput, _: Context) -> Result<(), RemovePetError> {
        match self.pets.lock().unwrap().remove(&input.id) {
            Some(_) => Ok(()),
            None => Err(NotFound::new(NotFoundRequired { body: reason("no such pet") }).into()),
        }
    }

    async fn put_note(&self, input: PutNoteInput, _: Context) -> Result<(), PutNoteError> {
        self.notes.lock().unwrap().insert(input.id, input.body);
        Ok(())
    }

    async fn get_note(&self, input: GetNoteInput, _: Context) -> Result<GetNoteOutput, GetNoteError> {
        let body = self.notes.lock().unwrap().get(&input.id).cloned().unwrap_or_default();
        Ok(GetNoteOutput::new(GetNoteOutputRequired { body }))
    }

    async fn export_pets(&self, input: ExportPetsInput, _: Context) -> Result<ExportPetsOutput, ExportPetsError> {
        let body = format!("{} as {} of {}", input.name, input.format, input.id);
        Ok(ExportPetsOutput::new(ExportPetsOutputRequired { body }))
    }

    async fn look(&self, input: LookInput, _: Context) -> Result<LookOutput, LookError> {
        let mut output = LookOutput::new();
        output.body = input.body;
        Ok(output)
    }

    async fn probe(&self, _: Context) -> Result<(), ProbeError> {
        Ok(())
    }

    async fn echo(&self, input: EchoInput, _: Context) -> Result<EchoOutput, EchoError> {
        let mut body = Echoed::new().simple(input.simple).label(input.label).matrix(input.matrix);
        (body.comma, body.space, body.pipe) = (input.comma, input.space, input.pipe);
        (body.deep, body.point, body.url, body.json) = (input.deep, input.point, input.url, input.json);
        (body.session, body.ids, body.choice) = (input.session, input.ids, input.choice);
        let mut output = EchoOutput::new(EchoOutputRequired { body });
        output.header = input.header;
        Ok(output)
    }

    async fn save(&self, input: SaveInput, _: Context) -> Result<SaveOutput, SaveError> {
        let pet = || Pet::new(PetRequired { id: input.id, name: "Rex".to_owned() });
        let (status, body) = match input.id {
            1 => (None, SaveBody::Saved(pet())),
            2 => (None, SaveBody::Accepted),
            3 => (None, SaveBody::Other("plain".to_owned())),
            4 => (Some(206), SaveBody::Other("partial".to_owned())),
            5 => (Some(302), SaveBody::Rest(reason("elsewhere"))),
            6 => (Some(404), SaveBody::Saved(pet())),
            _ => return Err(NotFound::new(NotFoundRequired { body: reason("no such pet") }).into()),
        };
        let mut output = SaveOutput::new(SaveOutputRequired { body });
        output.status_code = status;
        Ok(output)
    }

    async fn convert(&self, input: ConvertInput, _: Context) -> Result<ConvertOutput, ConvertError> {
        Ok(ConvertOutput::new(ConvertOutputRequired { body: input.body }))
    }

    async fn submit(&self, input: SubmitInput, _: Context) -> Result<SubmitOutput, SubmitError> {
        Ok(SubmitOutput::new(SubmitOutputRequired { body: input.body }))
    }

    async fn attach(&self, input: AttachInput, _: Context) -> Result<AttachOutput, AttachError> {
        Ok(AttachOutput::new(AttachOutputRequired { body: input.body }))
    }

    async fn choose(&self, input: ChooseInput, _: Context) -> Result<ChooseOutput, ChooseError> {
        Ok(ChooseOutput::new(ChooseOutputRequired { body: input.body }))
    }

    async fn mix(&self, input: MixInput, _: Context) -> Result<MixOutput, MixError> {
        Ok(MixOutput::new(MixOutputRequired { body: input.body.unwrap_or_default() }))
    }

    async fn mix_files(&self, input: MixFilesInput, _: Context) -> Result<MixFilesOutput, MixFilesError> {
        let name = |(index, file): (usize, FilePart)| (file.file_name.clone().unwrap_or(format!("{index}")), file);
        let body = input.body.into_iter().enumerate().map(name).collect();
        Ok(MixFilesOutput::new(MixFilesOutputRequired { body }))
    }

    async fn upload(&self, input: UploadInput, _: Context) -> Result<UploadOutput, UploadError> {
        Ok(UploadOutput::new(UploadOutputRequired { body: input.body }))
    }

    async fn secret(&self, context: Context) -> Result<SecretOutput, SecretError> {
        let sent = context.credentials().into_iter().map(|credential| match credential.secret {
            Secret::Password { user, password } => format!("{}={user}:{password}", credential.scheme.name),
            Secret::Token(token) => format!("{}={token}", credential.scheme.name),
            _ => String::new(),
        });
        let body = sent.collect::<Vec<_>>().join(" ");
        Ok(SecretOutput::new(SecretOutputRequired { body }))
    }

    async fn status(&self, _: Context) -> Result<(), StatusError> {
        Ok(())
    }

    async fn stream(&self, input: StreamInput, _: Context) -> Result<StreamOutput, StreamError> {
        let event = |point: Result<Point, BoxError>| {
            point.map(|data| Event::new(EventRequired { data }).event("point").retry(5))
        };
        let body = ItemStream::new(Mapped { stream: input.body, map: event });
        Ok(StreamOutput::new(StreamOutputRequired { body }))
    }

    async fn talk(&self, input: TalkInput, _: Context) -> Result<TalkOutput, TalkError> {
        let body = match input.body {
            Some(TalkRequest::Json(points)) => TalkResponse::Ok(TalkResponseOk::Events(ItemStream::of(points))),
            Some(TalkRequest::Lines(mut points)) => {
                let mut all = Vec::new();
                while let Some(point) = points.next().await {
                    all.push(point.map_err(OtherError::from)?);
                }
                TalkResponse::Ok(TalkResponseOk::Json(all))
            }
            Some(TalkRequest::Records(names)) => TalkResponse::Accepted(names),
            _ => return Err(OtherError::service(400, "Nothing", "there is nothing to talk about").into()),
        };
        Ok(TalkOutput::new(TalkOutputRequired { body }))
    }
}

fn types_document(text: &str) -> Document {
    Document::String(text.to_owned())
}

/// A stream whose values become others as they come.
pub(crate) struct Mapped<S, F> {
    pub(crate) stream: S,
    pub(crate) map: F,
}

impl<S: Stream + Unpin, T, F: FnMut(S::Item) -> T + Unpin> Stream for Mapped<S, F> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<Option<T>> {
        let this = &mut *self;
        Pin::new(&mut this.stream).poll_next(cx).map(|next| next.map(&mut this.map))
    }
}
