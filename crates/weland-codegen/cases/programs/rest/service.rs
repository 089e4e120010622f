//! The service.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rest_server::types::*;
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
}

fn types_document(text: &str) -> Document {
    Document::String(text.to_owned())
}
